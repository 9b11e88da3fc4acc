module.exports = { title: 'x', presets: [['classic', {docs: {}}]] };
