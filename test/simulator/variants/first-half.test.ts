// Every second route: see playRoutes.ts. Two files, so that two workers can share the work.

import { playRoutes } from "./playRoutes.ts";
import { share } from "./scenes.ts";

playRoutes(share(0, 2));
