using System.Globalization;
using System.Security.Cryptography;

namespace Guotu.Testing;

/// <summary>The large counts (长稳试验), which <c>./build.sh test --soak</c> asks for by <c>GUOTU_SOAK=1</c>.</summary>
public static class Soak
{
    /// <summary>Skips the test with the standing reason unless the large counts are asked for.</summary>
    public static void Only() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("GUOTU_SOAK") == "1", "a soak test: ./build.sh test --soak runs it");

    /// <summary>The seed of <c>GUOTU_SOAK_SEED</c>, otherwise a new one; a test that fails names it, so that the same run can be had again.</summary>
    public static int Seed() => Environment.GetEnvironmentVariable("GUOTU_SOAK_SEED") is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : RandomNumberGenerator.GetInt32(int.MaxValue);
}
