import { useEffect, useRef } from 'react';

type Props = { bytes: Uint8Array<ArrayBuffer>; contentType: string; alt: string };

/** A picture from bytes; their address lives as long as the picture is on the page. */
export function BytesImage({ bytes, contentType, alt }: Props) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes], { type: contentType }));
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [bytes, contentType]);
  return <img ref={image} alt={alt} />;
}
