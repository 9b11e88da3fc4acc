export default {title: 'x'};
