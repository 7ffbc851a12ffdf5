using System.Security.Cryptography;

namespace Guotu.Crypto.Engines;

/// <summary>A call of libcrypto that cannot fail on right arguments has failed: a bug or no memory, so it throws.</summary>
internal static class LibcryptoFailure
{
    public static void Check(int result, string function)
    {
        if (result <= 0)
            throw Of(function);
    }

    public static nint Require(nint pointer, string function) => pointer != 0 ? pointer : throw Of(function);

    private static CryptographicException Of(string function)
    {
        Libcrypto.ClearErrors();
        return new CryptographicException($"libcrypto: {function} failed");
    }
}
