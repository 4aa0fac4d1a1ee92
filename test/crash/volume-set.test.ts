import { creations, updates } from "./paths.ts";
import { crashSuite } from "./suite.ts";

crashSuite([...creations, ...updates]);
