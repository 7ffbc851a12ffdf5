using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>The engines that every known answer is asked of.</summary>
internal static class Engines
{
    public static ManagedEngine Managed { get; } = new(new SystemRandomSource());

    public static ICryptoEngine Of(string name)
    {
        if (name == "managed")
            return Managed;

        var engine = LibcryptoEngine.Find(out var lacking);
        Assert.SkipWhen(engine is null, $"no libcrypto engine here: {lacking}");
        return engine!;
    }

    public static TheoryData<string> Names => ["managed", "libcrypto"];
}
