// Takes away what earlier builds have left: a file whose source is gone would be published for ever.

import { rmSync } from "node:fs";

for (const folder of ["provider/dist", "simulator/dist"]) rmSync(folder, { recursive: true, force: true });
