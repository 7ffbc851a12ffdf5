using Guotu.Kernel.Results;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Rules;

/// <summary>The keys that a system registers are public ones and long enough (系统公钥).</summary>
internal static class SystemKeysArePublicAndStrong
{
    private const int LongestText = 8000;
    private const int MostKeys = 5;
    private const int LeastRsaBits = 2048;

    public static Error? Breach(string text) => Reason(text) is { } reason ? new Error(OpenIdErrors.KeyInvalid, ("reason", reason)) { Field = "keys" } : null;

    private static string? Reason(string text)
    {
        if (text.Length > LongestText)
        {
            return "太长";
        }

        IList<JsonWebKey> keys;
        try
        {
            keys = new JsonWebKeySet(text).Keys;
        }
        catch (ArgumentException)
        {
            return "不是 JWKS";
        }

        return keys.Count is 0 or > MostKeys ? $"要有 1 到 {MostKeys} 个"
            : keys.Any(k => k.HasPrivateKey || k.Kty == JsonWebAlgorithmsKeyTypes.Octet) ? "带有私钥"
            : keys.Any(k => !IsStrong(k)) ? "类型或长度不够"
            : null;
    }

    private static bool IsStrong(JsonWebKey key) => key.Kty switch
    {
        JsonWebAlgorithmsKeyTypes.RSA => key.N is { Length: > 0 } && key.E is { Length: > 0 } && key.KeySize >= LeastRsaBits,
        JsonWebAlgorithmsKeyTypes.EllipticCurve => key.Crv == JsonWebKeyECTypes.P256 && key.X is { Length: 43 } && key.Y is { Length: 43 },
        _ => false,
    };
}
