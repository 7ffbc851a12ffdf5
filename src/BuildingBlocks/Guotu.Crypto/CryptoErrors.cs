using Guotu.Kernel.Results;

namespace Guotu.Crypto;

/// <summary>Refusals of the cryptographic building block; texts in <c>Errors/Catalogue/CRY.yaml</c>.</summary>
public static class CryptoErrors
{
    /// <summary>An engine gave a wrong known answer at start: it is not used, and nothing stands in for it.</summary>
    public static readonly ErrorCode SelfTestFailed = new("CRY-0001");

    /// <summary>The configuration asks for libcrypto, and it is absent or lacks the national algorithms.</summary>
    public static readonly ErrorCode EngineUnavailable = new("CRY-0002");

    /// <summary>There is no root key file.</summary>
    public static readonly ErrorCode RootKeyMissing = new("CRY-0003");

    /// <summary>The root key file or its folder can be reached by others, or belongs to another user.</summary>
    public static readonly ErrorCode RootKeyExposed = new("CRY-0004");

    /// <summary>The root key file lies inside the node home, and would be carried off with a backup of it.</summary>
    public static readonly ErrorCode RootKeyInsideHome = new("CRY-0005");

    /// <summary>The root key file cannot be read as one.</summary>
    public static readonly ErrorCode RootKeyDamaged = new("CRY-0006");

    /// <summary>A ceremony would overwrite a root key.</summary>
    public static readonly ErrorCode RootKeyExists = new("CRY-0007");

    /// <summary>A wrapped key was changed, moved or relabelled since it was wrapped.</summary>
    public static readonly ErrorCode WrappedKeyDamaged = new("CRY-0008");

    /// <summary>The root key given is not the one that wrapped the stored keys.</summary>
    public static readonly ErrorCode WrongRootKey = new("CRY-0009");

    /// <summary>No key of this purpose and version is loaded.</summary>
    public static readonly ErrorCode KeyUnknown = new("CRY-0010");

    /// <summary>A stored field cannot be opened: changed, moved to another row or column, or under another key.</summary>
    public static readonly ErrorCode FieldDamaged = new("CRY-0011");

    /// <summary>A row's MAC does not match its values.</summary>
    public static readonly ErrorCode RowDamaged = new("CRY-0012");

    /// <summary>A key, given as PEM or bytes, is not an SM2 key.</summary>
    public static readonly ErrorCode KeyUnreadable = new("CRY-0013");

    /// <summary>An SM2 ciphertext cannot be read or opened.</summary>
    public static readonly ErrorCode CiphertextUnreadable = new("CRY-0014");

    /// <summary>A certificate or request is not an SM2 one.</summary>
    public static readonly ErrorCode CertificateUnreadable = new("CRY-0015");

    /// <summary>A sealed stream was cut, changed or is under another key.</summary>
    public static readonly ErrorCode SealedStreamDamaged = new("CRY-0016");

    /// <summary>A stored password record cannot be read.</summary>
    public static readonly ErrorCode PasswordRecordDamaged = new("CRY-0017");

    /// <summary>Another node made this key version first.</summary>
    public static readonly ErrorCode KeyVersionTaken = new("CRY-0018");

    /// <summary>The other side of a key exchange is not who it says, or its values are no good.</summary>
    public static readonly ErrorCode KeyAgreementFailed = new("CRY-0019");

    /// <summary>An enveloped key (GM/T 0009) cannot be read or opened.</summary>
    public static readonly ErrorCode EnvelopedKeyUnreadable = new("CRY-0020");

    /// <summary>A share of a root key cannot be opened, or two do not belong together.</summary>
    public static readonly ErrorCode KeyShareUnreadable = new("CRY-0021");

    /// <summary>The root key of this node comes from where it cannot be changed by the platform.</summary>
    public static readonly ErrorCode RootKeyNotChangeable = new("CRY-0022");

    /// <summary>A certificate is not trusted: its path, time, usage or revocation is not in order, or cannot be told.</summary>
    public static readonly ErrorCode CertificateNotTrusted = new("CRY-0023");

    /// <summary>A cryptographic device (GM/T 0018) answered with a code.</summary>
    public static readonly ErrorCode DeviceRefused = new("CRY-0024");

    /// <summary>The library of a cryptographic device cannot be used.</summary>
    public static readonly ErrorCode DeviceUnavailable = new("CRY-0025");

    /// <summary>A message of GM/T 0010 cannot be read, opened or verified.</summary>
    public static readonly ErrorCode MessageUnreadable = new("CRY-0026");

    /// <summary>The key lies inside a device, and this node has none.</summary>
    public static readonly ErrorCode SigningDeviceMissing = new("CRY-0027");

    /// <summary>What a device signed does not verify under the public key that was registered: another key or another device.</summary>
    public static readonly ErrorCode DeviceKeyMismatch = new("CRY-0028");

    /// <summary>The present key lies inside a device, and a rotation would take it out unasked.</summary>
    public static readonly ErrorCode KeyInDevice = new("CRY-0029");

    /// <summary>A key of another use than signing was to lie inside a device, or was asked to decrypt there.</summary>
    public static readonly ErrorCode DeviceKeyOnlySigns = new("CRY-0030");
}
