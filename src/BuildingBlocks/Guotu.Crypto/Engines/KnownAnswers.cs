namespace Guotu.Crypto.Engines;

/// <summary>A published answer and whether an engine gives it (标准算例).</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Algorithm">Such as <c>SM4-GCM</c>.</param>
/// <param name="Passes">Whether the answer is right.</param>
public sealed record KnownAnswer(string Engine, string Algorithm, bool Passes);

/// <summary>The self-test that an engine passes at start, run again for whoever wants to see it; a few milliseconds.</summary>
public static class KnownAnswers
{
    /// <summary>Of the engine that this process uses, and of the managed one beside it.</summary>
    public static IReadOnlyList<KnownAnswer> Run()
    {
        var used = CryptoEngines.Shared;
        var managed = CryptoEngines.Select(EngineChoice.Managed, new Guotu.Kernel.Randomness.SystemRandomSource());
        return used.Name == managed.Value.Name ? EngineSelfTest.All(used) : [.. EngineSelfTest.All(used), .. EngineSelfTest.All(managed.Value)];
    }
}
