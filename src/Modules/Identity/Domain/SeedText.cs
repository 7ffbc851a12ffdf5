using System.Text;

namespace Guotu.Identity.Domain;

/// <summary>A seed as people copy it (种子文本): Base32 of RFC 4648 without padding, in capital letters.</summary>
public static class SeedText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5;

    public static string Of(ReadOnlySpan<byte> seed)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var one in seed)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= BitsOfLetter; bits -= BitsOfLetter)
            {
                text.Append(Alphabet[(held >> (bits - BitsOfLetter)) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(held << (BitsOfLetter - bits)) & 31]).ToString();
    }

    /// <summary>
    /// What the QR code holds. There is no national URI for seeds; this is the form that authenticator programs know, with the algorithm named so
    /// that a program which does not know it refuses.
    /// </summary>
    public static string Address(string issuer, string account, ReadOnlySpan<byte> seed) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Of(seed)}&issuer={Uri.EscapeDataString(issuer)}" +
        $"&algorithm=GMT0021-SM3&digits={DynamicPassword.Digits}&period={DynamicPassword.StepSeconds}";
}
