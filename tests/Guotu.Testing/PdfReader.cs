using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Guotu.Testing;

/// <summary>Reads PDFs with a reader that no one here wrote (poppler-utils).</summary>
public static partial class PdfReader
{
    public static bool IsInstalled => File.Exists("/usr/bin/pdftotext");

    public static string Text(byte[] pdf) => Encoding.GetString(Run("pdftotext", pdf, ["-enc", "UTF-8", "-raw", "{pdf}", "-"]));

    public static string Fonts(byte[] pdf) => Encoding.GetString(Run("pdffonts", pdf, ["{pdf}"]));

    /// <summary>Width and height of the first page in millimetres.</summary>
    public static (double Width, double Height) PageSize(byte[] pdf)
    {
        var match = Size().Match(Encoding.GetString(Run("pdfinfo", pdf, ["{pdf}"])));
        return (Millimetres(match.Groups[1].Value), Millimetres(match.Groups[2].Value));
    }

    /// <summary>The first page as pixels of so many to the inch.</summary>
    public static PngPixels Page(byte[] pdf, double dotsPerInch) => PngPixels.Read(Png(pdf, dotsPerInch));

    public static byte[] Png(byte[] pdf, double dotsPerInch) =>
        Run("pdftoppm", pdf, ["-r", dotsPerInch.ToString("R", CultureInfo.InvariantCulture), "-png", "-f", "1", "-singlefile", "{pdf}"]);

    /// <summary>The first page as SVG, whose paths are those of the PDF in points.</summary>
    public static string Svg(byte[] pdf) => Encoding.GetString(Run("pdftocairo", pdf, ["-svg", "-f", "1", "-l", "1", "{pdf}", "-"]));

    private static readonly System.Text.Encoding Encoding = System.Text.Encoding.UTF8;

    private static double Millimetres(string points) => double.Parse(points, CultureInfo.InvariantCulture) * 25.4 / 72;

    private static byte[] Run(string tool, byte[] pdf, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("guotu-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "document.pdf");
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo("/usr/bin/" + tool, arguments.Select(a => a == "{pdf}" ? file : a)) { RedirectStandardOutput = true };
            using var process = Process.Start(start) ?? throw new InvalidOperationException(tool + " did not start");
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"Page size:\s+([0-9.]+) x ([0-9.]+) pts")]
    private static partial Regex Size();
}
