// The PouchDB client of the head-to-head: leveldb, batches of 500 (its best), both directions as ours.
import fs from "node:fs";
import PouchDB from "pouchdb";

const [folder, url, texts, ...asked] = process.argv.slice(2);
const local = new PouchDB(folder + "/cases");
const all = JSON.parse(fs.readFileSync(texts, "utf8"));
const tell = (what) => fs.writeSync(1, JSON.stringify(what) + "\n");

const can = {
  async make(records) {
    const { doc_count: from } = await local.info();
    const id = () => process.hrtime.bigint().toString(16) + Math.random().toString(16).slice(2);
    const docs = Array.from({ length: records }, (_, n) => ({ _id: id(), request: all[(from + n) % all.length] }));
    await local.bulkDocs(docs);
    return records;
  },
  async sync() {
    for (;;) {
      try {
        const told = await local.sync(url, { batch_size: 500 });
        if (told.push.ok && told.pull.ok && !told.push.errors.length && !told.pull.errors.length)
          return { pushed: told.push.docs_written, pulled: told.pull.docs_written };
      } catch (broken) {
        if (!broken.status && !/fetch|network|socket/i.test(String(broken.message) + broken.name)) throw broken;
      }
    }
  },
  async tally() {
    return (await local.info()).doc_count;
  },
};

for (const told of asked) {
  const [name, figure] = told.split(":");
  const started = performance.now();
  const found = await can[name](Number(figure || 0));
  tell({ step: name, ms: performance.now() - started, found });
}
tell({ step: "end", peak_mib: process.resourceUsage().maxRSS / 1024 });
process.exit(0);
