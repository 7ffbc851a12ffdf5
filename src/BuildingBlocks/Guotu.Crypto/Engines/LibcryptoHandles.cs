using System.Runtime.InteropServices;

namespace Guotu.Crypto.Engines;

/// <summary>An EVP_MD_CTX.</summary>
internal sealed class DigestContextHandle : SafeHandle
{
    public DigestContextHandle()
        : base(0, ownsHandle: true) => SetHandle(LibcryptoFailure.Require(Libcrypto.NewDigestContext(), "EVP_MD_CTX_new"));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.FreeDigestContext(handle);
        return true;
    }
}

/// <summary>An EVP_CIPHER_CTX; freeing it clears its key.</summary>
internal sealed class CipherContextHandle : SafeHandle
{
    public CipherContextHandle()
        : base(0, ownsHandle: true) => SetHandle(LibcryptoFailure.Require(Libcrypto.NewCipherContext(), "EVP_CIPHER_CTX_new"));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.FreeCipherContext(handle);
        return true;
    }
}

/// <summary>An EVP_PKEY; freeing it clears a private key.</summary>
internal sealed class KeyHandle : SafeHandle
{
    public KeyHandle()
        : base(0, ownsHandle: true) => SetHandle(LibcryptoFailure.Require(Libcrypto.NewKey(), "EVP_PKEY_new"));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.FreeKey(handle);
        return true;
    }
}

/// <summary>An EVP_PKEY_CTX over a key.</summary>
internal sealed class KeyContextHandle : SafeHandle
{
    public KeyContextHandle(KeyHandle key)
        : base(0, ownsHandle: true) => SetHandle(LibcryptoFailure.Require(Libcrypto.NewKeyContext(key, 0), "EVP_PKEY_CTX_new"));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.FreeKeyContext(handle);
        return true;
    }
}
