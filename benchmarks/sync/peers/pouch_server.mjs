// express-pouchdb on express 4 with leveldb, as its own documentation starts it.
import express from "express";
import pouchRoutes from "express-pouchdb";
import PouchDB from "pouchdb";

const folder = process.argv[2];
process.chdir(folder);
const Served = PouchDB.defaults({ prefix: folder + "/" });
const app = express();
app.use("/", pouchRoutes(Served, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: folder + "/log" }));
const served = app.listen(0, "127.0.0.1", () => console.log("ready " + served.address().port));
