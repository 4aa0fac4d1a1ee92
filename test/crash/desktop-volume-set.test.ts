import { deskPaths } from "./desk-paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite(deskPaths);
