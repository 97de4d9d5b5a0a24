// Stands for what quick-imports.js leaves out.
module.exports = {};
