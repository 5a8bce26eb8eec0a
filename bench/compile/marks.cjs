// Loaded into a watching Postern: tells how much CPU time it has taken, in s, each time that it begins to wait.
const { stderr } = process;
const write = stderr.write.bind(stderr);

stderr.write = (/** @type {string | Uint8Array} */ text) => {
  if (String(text).startsWith('watching ')) {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6);
  }
  return write(text);
};
