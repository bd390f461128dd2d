import { z } from 'zod';

// zod would try `new Function` for speed; the page's policy forbids it and reports the attempt.
z.config({ jitless: true });
