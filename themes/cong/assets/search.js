// Cổng: search. The index and its rules are the program's (docs/search.md); this asks for what a query needs, and ranks.

import { Index } from "./search/index.js";
import { suggest } from "./search/suggest.js";
import { page } from "./search/page.js";

export { Index, page, suggest };
