import { deletions } from "./paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite(deletions);
