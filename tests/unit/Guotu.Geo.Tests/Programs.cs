using System.Diagnostics;
using System.Globalization;

namespace Guotu.Geo.Tests;

/// <summary>Programs of PROJ and GeographicLib, written by nobody here, that answer on standard output.</summary>
internal static class Programs
{
    /// <summary>The lines that a program answers to the lines given, a few hundred at most: they wait in the pipe. Skipped where it is not installed.</summary>
    public static string[] Ask(string program, IReadOnlyList<string> arguments, IEnumerable<string> lines)
    {
        var path = Path.Combine("/usr/bin", program);
        Assert.SkipUnless(File.Exists(path), $"{program} is not installed");
        var start = new ProcessStartInfo(path) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(string.Concat(lines.Select(l => l + "\n")));
        process.StandardInput.Close();
        var rows = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return rows;
    }

    /// <summary>The numbers of a line.</summary>
    public static double[] Numbers(string line) =>
        [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
}
