using System.Collections;
using System.Globalization;
using System.Text;
using Guotu.Kernel.Results;
using QRCoder;
using QRCoder.Exceptions;

namespace Guotu.Rendering.Figures;

/// <summary>A QR code for a page of the web (网页用二维码): error level M, quiet zone included.</summary>
/// <param name="Modules">Modules of a side.</param>
/// <param name="Path">The dark modules as an SVG path, one unit a module; neighbours in a row are one rectangle.</param>
public sealed record QrCodeOutline(int Modules, string Path)
{
    /// <summary>Refused where the content is longer than a QR code holds.</summary>
    public static Result<QrCodeOutline> Of(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var modules = ModulesOf(content);
        if (modules.Error is { } tooLong)
            return tooLong;
        var path = new StringBuilder();
        for (var row = 0; row < modules.Value.Count; row++)
            AddRow(path, modules.Value[row], row);
        return new QrCodeOutline(modules.Value.Count, path.ToString());
    }

    internal static Result<List<BitArray>> ModulesOf(string content)
    {
        try
        {
            using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
            return data.ModuleMatrix;
        }
        catch (DataTooLongException)
        {
            return new Error(RenderingErrors.QrContentTooLong, ("bytes", Encoding.UTF8.GetByteCount(content)));
        }
    }

    private static void AddRow(StringBuilder path, BitArray row, int at)
    {
        for (var first = 0; first < row.Count; first++)
        {
            if (!row[first])
                continue;
            var end = first;
            while (end < row.Count && row[end])
                end++;
            path.Append(CultureInfo.InvariantCulture, $"M{first} {at}h{end - first}v1h-{end - first}z");
            first = end;
        }
    }
}
