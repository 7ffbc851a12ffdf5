using System.Reflection;

namespace Guotu.Hosting.Nodes;

/// <summary>Version of the program (程序版本), as it was built.</summary>
public static class ProgramVersion
{
    private const int Longest = 80;

    public static string Text { get; } = Of(typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?");

    private static string Of(string version) => version.Length <= Longest ? version : version[..Longest];
}
