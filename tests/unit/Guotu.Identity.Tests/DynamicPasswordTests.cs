using FsCheck;
using FsCheck.Fluent;
using Guotu.Identity.Domain;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Tests;

/// <summary>The ten SM3 examples that GM/T 0021 prints, and another implementation.</summary>
public sealed class DynamicPasswordTests
{
    [Theory]
    [InlineData("1234567890abcdef1234567890abcdef", 1313998979, 1234, "5678", "814095")]
    [InlineData("1234567890abcdefabcdef1234567890", 1313998995, 5621, "3698", "959691")]
    [InlineData("1234567890abcdef0987654321abcdef", 1313999014, 5621, "3698", "063014")]
    [InlineData("1234567890abcdefabcdef0987654321", 1313999047, 2053, "6984", "302593")]
    [InlineData("87524138025adcfe2584376195abfedc", 1313999067, 2058, "3024", "657337")]
    [InlineData("87524138025adcfeabfedc2584376195", 1313999098, 2056, "2018", "345821")]
    [InlineData("adcfe87524138025abfedc2584376195", 1313999131, 2358, "1036", "629660")]
    [InlineData("58ade3698fe280cb6925010dd236caef", 1313999155, 2547, "2058", "479821")]
    [InlineData("58ade365201d80cbdd236caef6925010", 1313999174, 6031, "2058", "893826")]
    [InlineData("65201d80cb58ade3dd236caef6925010", 1313999189, 6580, "1047", "607614")]
    public void The_examples_of_the_standard_come_out(string seed, long time, int counter, string challenge, string expected)
    {
        var key = Convert.FromHexString(seed);

        Assert.Equal(expected, DynamicPassword.Of(key, new DynamicInput(time, counter, challenge)));
        Assert.Equal(expected, PeerToken.Of(key, time, counter, challenge));
    }

    [Fact]
    public void Both_implementations_agree_for_any_seed_time_counter_and_challenge()
    {
        var seeds = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(16);
        var cases = from seed in seeds
                    from time in Gen.Choose(0, int.MaxValue)
                    from counter in Gen.Choose(0, int.MaxValue)
                    from challenge in Gen.Choose(0, 99_999_999)
                    select (seed, (long)time * 31, counter, challenge: challenge.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Prop.ForAll(cases.ToArbitrary(), c => DynamicPassword.Of(c.seed, new DynamicInput(c.Item2, c.counter, c.challenge)) == PeerToken.Of(c.seed, c.Item2, c.counter, c.challenge))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_seed_reads_back_from_the_text_of_the_code()
    {
        var seeds = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(16);

        Prop.ForAll(seeds.ToArbitrary(), s => SeedReader.Read(SeedText.Address("西乡县自然资源局", "sysadmin", s)).SequenceEqual(s)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_step_is_a_minute_and_the_window_two_before_and_two_after()
    {
        var seed = Convert.FromHexString("1234567890abcdef1234567890abcdef");
        var at = new Instant(1_900_000_000L * 1_000_000);

        var found = Enumerable.Range(-4, 9).Select(d => DynamicPassword.StepOf(seed, PeerToken.At(seed, DynamicPassword.StepAt(at) + d), at)).ToList();

        Assert.Equal([null, null, -2, -1, 0, 1, 2, null, null], found.Select(f => f - DynamicPassword.StepAt(at)));
    }
}
