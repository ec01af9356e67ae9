import { z } from 'zod'

// The page's Content-Security-Policy forbids eval, which zod would otherwise try when a schema is built: so this module
// has to be the first import of the page.
z.config({ jitless: true })
