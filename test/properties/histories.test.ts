import { historySuite } from "./model/suite.ts";

historySuite("random lives of a pool and its disks", { offset: 0 });
