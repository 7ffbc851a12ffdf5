declare module 'sm-crypto' {
  export const sm2: {
    doEncrypt(message: string, publicKey: string, cipherMode?: 0 | 1): string;
    doDecrypt(cipher: string, privateKey: string, cipherMode?: 0 | 1): string;
    generateKeyPairHex(): { publicKey: string; privateKey: string };
    doSignature(message: string | number[], privateKey: string, options?: object): string;
    doVerifySignature(message: string | number[], signature: string, publicKey: string, options?: object): boolean;
  };
  export function sm3(message: string | number[]): string;
}
