import { useEffect, useState, type ReactNode } from 'react';

/** Shows its children only once `delay` milliseconds have passed, so that quick answers do not flash. */
export function After({ delay = 150, children }: { delay?: number; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  return isOver ? children : null;
}
