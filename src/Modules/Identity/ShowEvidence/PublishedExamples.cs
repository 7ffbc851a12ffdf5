using Guotu.Identity.Domain;

namespace Guotu.Identity.ShowEvidence;

/// <summary>An example that GM/T 0021 publishes: seed, time, counter, challenge and the password.</summary>
internal sealed record PublishedExample(string SeedHex, DynamicInput Input, string Password)
{
    public bool Holds => DynamicPassword.Of(Convert.FromHexString(SeedHex), Input) == Password;
}

/// <summary>The ten SM3 examples of GM/T 0021 (标准算例).</summary>
internal static class PublishedExamples
{
    public static IReadOnlyList<PublishedExample> All { get; } =
    [
        new("1234567890abcdef1234567890abcdef", new(1313998979, 1234, "5678"), "814095"),
        new("1234567890abcdefabcdef1234567890", new(1313998995, 5621, "3698"), "959691"),
        new("1234567890abcdef0987654321abcdef", new(1313999014, 5621, "3698"), "063014"),
        new("1234567890abcdefabcdef0987654321", new(1313999047, 2053, "6984"), "302593"),
        new("87524138025adcfe2584376195abfedc", new(1313999067, 2058, "3024"), "657337"),
        new("87524138025adcfeabfedc2584376195", new(1313999098, 2056, "2018"), "345821"),
        new("adcfe87524138025abfedc2584376195", new(1313999131, 2358, "1036"), "629660"),
        new("58ade3698fe280cb6925010dd236caef", new(1313999155, 2547, "2058"), "479821"),
        new("58ade365201d80cbdd236caef6925010", new(1313999174, 6031, "2058"), "893826"),
        new("65201d80cb58ade3dd236caef6925010", new(1313999189, 6580, "1047"), "607614"),
    ];
}
