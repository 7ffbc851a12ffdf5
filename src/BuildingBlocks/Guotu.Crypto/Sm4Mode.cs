namespace Guotu.Crypto;

/// <summary>Modes of SM4 that the platform uses (工作模式, GB/T 17964-2021). None of them but GCM detects a change.</summary>
public enum Sm4Mode
{
    /// <summary>Single blocks: only for building other modes and for known answers.</summary>
    Ecb,

    /// <summary>Whole blocks without padding.</summary>
    Cbc,

    /// <summary>With PKCS #7 padding.</summary>
    CbcPkcs7,

    /// <summary>Counter of 128 bits, big-endian.</summary>
    Ctr,
}
