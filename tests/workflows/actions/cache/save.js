const fs = require("fs");
fs.cpSync(process.env.INPUT_PATH, process.env.CACHE_STORE, { recursive: true });
