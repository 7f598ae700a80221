// The browser is the system's: none is downloaded at install.
module.exports = { skipDownload: true }
