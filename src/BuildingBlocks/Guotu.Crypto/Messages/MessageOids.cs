namespace Guotu.Crypto.Messages;

/// <summary>Object identifiers of GM/T 0010-2012 and of the algorithms in its messages (GM/T 0006).</summary>
internal static class MessageOids
{
    public const string Data = "1.2.156.10197.6.1.4.2.1";
    public const string SignedData = "1.2.156.10197.6.1.4.2.2";
    public const string EnvelopedData = "1.2.156.10197.6.1.4.2.3";
    public const string SignedAndEnvelopedData = "1.2.156.10197.6.1.4.2.4";
    public const string KeyAgreementInfo = "1.2.156.10197.6.1.4.2.6";

    public const string Sm3 = "1.2.156.10197.1.401";
    public const string Sm2Sign = "1.2.156.10197.1.301.1";
    public const string Sm2Encrypt = "1.2.156.10197.1.301.3";
    public const string Sm4Cbc = "1.2.156.10197.1.104.2";
}
