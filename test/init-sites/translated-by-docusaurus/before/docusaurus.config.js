module.exports = { title: "T" };
