// `npm run relay [-- COMMAND]`: the callback relay, straight from its sources. `npm run build:relay` makes one file of it.

import '../relay/main.ts'
