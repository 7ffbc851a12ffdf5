using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

public sealed class EngineChoiceTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void An_engine_that_gives_the_known_answers_is_proved(string engineName)
    {
        var engine = Engines.Of(engineName);
        Assert.Same(engine, CryptoEngines.Proved(engine).Value);
    }

    [Fact]
    public void Where_libcrypto_is_there_it_is_chosen_by_itself()
    {
        var native = Engines.Of("libcrypto");
        Assert.Equal(native.Name, CryptoEngines.Select(EngineChoice.Automatic, new SystemRandomSource()).Value.Name);
        Assert.StartsWith("managed", CryptoEngines.Select(EngineChoice.Managed, new SystemRandomSource()).Value.Name, StringComparison.Ordinal);
    }
}
