const fs = require("fs");
if (fs.existsSync(process.env.CACHE_STORE)) {
  fs.cpSync(process.env.CACHE_STORE, process.env.INPUT_PATH, { recursive: true });
}
