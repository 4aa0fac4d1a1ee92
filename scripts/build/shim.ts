// The last step of a build: what tsc does not do.
import { chmodSync, copyFileSync, existsSync, globSync, rmSync } from "node:fs";
import { join } from "node:path";

// The shim is state: Pulumi stores its text. So it is copied as it was written, never compiled.
for (const file of ["shim.js", "shim.d.ts"]) copyFileSync(`provider/${file}`, `provider/dist/${file}`);

// npm makes a command executable when it installs a package; in this repository it links before anything is built.
for (const command of ["provider/dist/command/main.js", "simulator/dist/main.js"]) chmodSync(command, 0o755);

// What an earlier build left of sources that are gone would be packed and published.
for (const workspace of ["provider", "simulator"]) {
  for (const built of globSync("dist/**/*.{js,d.ts}", { cwd: workspace })) {
    const source = built.replace(/^dist\//, "").replace(/(\.d\.ts|\.js)$/, "");
    const isMade = [".ts", ".js"].some((extension) => existsSync(join(workspace, source + extension)));
    if (!isMade) rmSync(join(workspace, built));
  }
}
