using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>
/// Writes a laid-out document as PDF with subset fonts embedded (PDF 版式文件). The same document on the same libraries
/// gives the same bytes: its dates are the document's own and cairo adds no random id.
/// </summary>
public static class PdfWriter
{
    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>The PDF's bytes, or the refusal that names what cannot be drawn. Safe to call from many threads.</summary>
    public static unsafe Result<byte[]> Write(PageDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Pages.Count == 0)
            throw new ArgumentException("A document has at least one page", nameof(document));
        using var output = new MemoryStream();
        using var stream = new NativeStream(output);
        var faces = FontFaceCache.Shared;
        var first = document.Pages[0].Size;
        using (var surface = CairoApi.PdfSurfaceCreate(
            &NativeStream.Write, stream.Closure, first.Width * PointsPerMillimetre, first.Height * PointsPerMillimetre))
        {
            Describe(surface, document.Info);
            var painted = PaintPages(surface, faces, document.Pages, cancellationToken);
            CairoApi.SurfaceFinish(surface);
            if (!painted.IsSuccess)
                return painted.Error!;
            CairoStatus.Check(CairoApi.SurfaceStatus(surface), stream);
        }

        return output.ToArray();
    }

    private static Result PaintPages(
        SurfaceHandle surface, FontFaceCache faces, IReadOnlyList<Page> pages, CancellationToken cancellationToken)
    {
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CairoApi.PdfSurfaceSetSize(surface, page.Size.Width * PointsPerMillimetre, page.Size.Height * PointsPerMillimetre);
            using var context = CairoApi.Create(surface);
            CairoApi.Scale(context, PointsPerMillimetre, PointsPerMillimetre);
            var painted = new CairoPainter(context, faces).Paint(page, cancellationToken);
            if (!painted.IsSuccess)
                return painted;
            CairoApi.ShowPage(context);
            CairoStatus.Check(CairoApi.Status(context), null);
        }

        return Result.Done;
    }

    private static void Describe(SurfaceHandle surface, DocumentInfo info)
    {
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.Title, info.Title);
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.Author, info.Author);
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.Subject, info.Subject);
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.Keywords, string.Join(", ", info.Keywords));
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.Creator, info.Creator);
        var date = Date(info.CreatedAt);
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.CreateDate, date);
        CairoApi.PdfSurfaceSetMetadata(surface, CairoApi.PdfMetadata.ModifyDate, date);
    }

    private static string Date(Instant instant) =>
        instant.LocalDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "+08:00";
}
