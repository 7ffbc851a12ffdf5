using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Guotu.Rendering.Tests;

/// <summary>Reads our PDF with a reader that no one here wrote.</summary>
internal static partial class Poppler
{
    internal static string Text(byte[] pdf) => Run("pdftotext", pdf, "-enc", "UTF-8", "-", "-");

    internal static string Fonts(byte[] pdf) => Run("pdffonts", pdf, "-");

    internal static IReadOnlyDictionary<string, string> Info(byte[] pdf) => Run("pdfinfo", pdf, "-isodates", "-")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', 2))
        .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);

    /// <summary>Words with their page, counted from 1, and left and top edges in millimetres.</summary>
    internal static IReadOnlyList<(int Page, string Word, double X, double Y)> Words(byte[] pdf)
    {
        var words = new List<(int, string, double, double)>();
        var page = 0;
        foreach (Match match in PageOrWord().Matches(Run("pdftotext", pdf, "-bbox", "-enc", "UTF-8", "-", "-")))
        {
            if (match.Value.StartsWith("<page", StringComparison.Ordinal))
                page++;
            else
                words.Add((page, match.Groups[3].Value, Millimetres(match.Groups[1].Value), Millimetres(match.Groups[2].Value)));
        }

        return words;
    }

    private static double Millimetres(string points) => double.Parse(points, CultureInfo.InvariantCulture) * 25.4 / 72;

    private static string Run(string tool, byte[] pdf, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/" + tool), "poppler-utils absent");
        var folder = Directory.CreateTempSubdirectory("guotu-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "document.pdf");
            File.WriteAllBytes(file, pdf);
            var index = Array.LastIndexOf(arguments, "-", tool == "pdftotext" ? arguments.Length - 2 : arguments.Length - 1);
            arguments[index] = file;
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/" + tool, arguments) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("""<page |<word xMin="([^"]+)" yMin="([^"]+)"[^>]*>([^<]*)</word>""")]
    private static partial Regex PageOrWord();
}
