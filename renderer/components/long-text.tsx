/** Characters that are drawn before the middle is left out. */
const most = 18;

/** Text that may be a fingerprint or a path: drawn with its middle left out, whole on hover and when copied by a screen reader. */
export function LongText({ text }: { text: string }) {
  if (text.length <= most) return text;
  return (
    <span title={text}>
      {text.slice(0, 8)}…{text.slice(-6)}
    </span>
  );
}
