// `npm run chaos -- --cycles 200 --messages 2000 --seed S --server embedded|kamailio`: two apps write each other numbered
// texts while one of them or the server is killed again and again, also inside transactions and between commit and SIP
// answer. One JSON line; exit 0 only if nothing was lost, came twice or stands in the wrong place, nothing waits, and
// both files are whole (spec 2.7). The same program is the apps and the built-in server.
import { readRun } from "./runs/arguments";
import { serveApp } from "./runs/chaos/app";
import { serveBuiltInServer } from "./runs/chaos/built-in-server";
import { isWrong } from "./runs/chaos/judgement";
import { runChaos } from "./runs/chaos/run";
import { SERVER_KINDS } from "./runs/chaos/schedule";
import { runFolder, runProgram } from "./runs/program";

async function main(args: readonly string[]): Promise<number> {
  const { numbers, seed, server = "embedded", folder } = readRun(args, {
    numbers: { cycles: 200, messages: 2000 },
    servers: SERVER_KINDS,
  });
  console.error(`seed ${String(seed)}`);
  const progress = (line: string): void => console.error(line);
  const report = await runChaos({ ...numbers, seed, server, folder: runFolder(folder), progress });
  console.log(JSON.stringify(report));
  return isWrong(report) ? 1 : 0;
}

runProgram({ roles: { app: serveApp, server: serveBuiltInServer }, main });
