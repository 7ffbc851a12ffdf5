using System.Text;
using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>Paints a page of the model on a cairo context whose unit is the millimetre. Measures nothing.</summary>
internal sealed unsafe class CairoPainter(ContextHandle context, FontFaceCache faces)
{
    /// <summary>Shapes between two looks at the cancellation token.</summary>
    private const int CheckEvery = 256;

    private int _painted;

    internal Result Paint(Page page, CancellationToken cancellationToken) =>
        Paint(page.Shapes, new BoxMm(0, 0, page.Size.Width, page.Size.Height), cancellationToken);

    private Result Paint(IReadOnlyList<PageShape> shapes, BoxMm visible, CancellationToken cancellationToken)
    {
        foreach (var shape in shapes)
        {
            if (_painted++ % CheckEvery == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var result = Paint(shape, visible, cancellationToken);
            if (!result.IsSuccess)
                return result;
        }

        return Result.Done;
    }

    private Result Paint(PageShape shape, BoxMm visible, CancellationToken cancellationToken)
    {
        switch (shape)
        {
            case PathShape path:
                PaintPath(path, visible);
                return Result.Done;
            case MapShape map:
                PaintMap(map, visible);
                return Result.Done;
            case GlyphRun run:
                PaintRun(run);
                return Result.Done;
            case ImageShape image:
                return PaintImage(image);
            case ClipShape clip:
                return PaintClipped(clip, visible, cancellationToken);
            case PlaceMark:
                return Result.Done;
            default:
                throw new InvalidOperationException($"No painter for {shape.GetType().Name}");
        }
    }

    private void PaintPath(PathShape shape, BoxMm visible)
    {
        if (shape.Fill is { } fill)
        {
            if (fill.Colour is { } colour)
            {
                Trace(shape.Path);
                Source(colour);
                CairoApi.SetFillRule(context, (int)fill.Rule);
                CairoApi.Fill(context);
            }

            if (fill.Hatch is { } hatch)
                PaintHatch(shape.Path, fill.Rule, hatch, visible);
        }

        if (shape.Stroke is { } stroke)
            PaintStroke(() => Trace(shape.Path), stroke);
    }

    private void PaintMap(MapShape shape, BoxMm visible)
    {
        CairoApi.Save(context);
        CairoApi.Translate(context, shape.Corner.X, shape.Corner.Y);
        if (shape.Fill?.Colour is { } colour)
        {
            Trace(shape.Path);
            Source(colour);
            CairoApi.SetFillRule(context, (int)FillRule.EvenOdd);
            CairoApi.Fill(context);
        }

        if (shape.Fill?.Hatch is { } hatch)
        {
            Trace(shape.Path);
            CairoApi.SetFillRule(context, (int)FillRule.EvenOdd);
            var (left, top, right, bottom) = shape.Path.Bounds();
            PaintHatchInTrace(new BoxMm(left, top, right - left, bottom - top), hatch, visible.MovedBy(new PointMm(-shape.Corner.X, -shape.Corner.Y)));
        }

        if (shape.Stroke is { } stroke)
            PaintStroke(() => Trace(shape.Path), stroke);
        CairoApi.Restore(context);
    }

    private void PaintStroke(Action trace, StrokeStyle stroke)
    {
        CairoApi.SetLineJoin(context, (int)stroke.Join);
        CairoApi.SetLineCap(context, (int)stroke.Cap);
        if (stroke.Casing is { } casing)
        {
            trace();
            Source(casing.Colour);
            CairoApi.SetLineWidth(context, stroke.Width + (2 * casing.Margin));
            CairoApi.SetDash(context, null, 0, 0);
            CairoApi.Stroke(context);
        }

        trace();
        Source(stroke.Colour);
        CairoApi.SetLineWidth(context, stroke.Width);
        var dashes = stroke.Dashes.ToArray();
        fixed (double* first = dashes)
            CairoApi.SetDash(context, first, dashes.Length, 0);
        CairoApi.Stroke(context);
    }

    /// <summary>One shape of a picture that is painted as it comes; never an image.</summary>
    internal void PaintOne(PageShape shape, BoxMm visible) => _ = Paint(shape, visible, CancellationToken.None);

    private void PaintHatch(PagePath path, FillRule rule, Hatch hatch, BoxMm visible)
    {
        Trace(path);
        CairoApi.SetFillRule(context, (int)rule);
        PaintHatchInTrace(path.Bounds(), hatch, visible);
    }

    /// <summary>Hatches what is traced on the context, by its fill rule.</summary>
    internal void PaintHatchInTrace(BoxMm bounds, Hatch hatch, BoxMm visible)
    {
        CairoApi.Save(context);
        CairoApi.Clip(context);
        PaintHatchMarks(bounds, hatch, visible);
        CairoApi.Restore(context);
    }

    /// <summary>The lines or dots themselves, within the clip.</summary>
    internal void PaintHatchMarks(BoxMm bounds, Hatch hatch, BoxMm visible)
    {
        var marks = HatchMarks.Within(bounds, visible, hatch);
        Source(hatch.Colour);
        Trace(marks);
        if (hatch.Kind == HatchKind.Dots)
        {
            CairoApi.SetFillRule(context, (int)FillRule.NonZero);
            CairoApi.Fill(context);
        }
        else
        {
            CairoApi.SetLineWidth(context, hatch.LineWidth);
            CairoApi.SetLineCap(context, (int)LineCap.Butt);
            CairoApi.SetDash(context, null, 0, 0);
            CairoApi.Stroke(context);
        }
    }

    private void PaintRun(GlyphRun run)
    {
        CairoApi.Save(context);
        CairoApi.Translate(context, run.Origin.X, run.Origin.Y);
        if (run.Rotation != 0)
            CairoApi.Rotate(context, run.Rotation * Math.PI / 180);
        CairoApi.SetFontFace(context, faces.Open(run.Face));
        CairoApi.SetFontSize(context, run.Size);
        var glyphs = run.Glyphs.Select(g => new CairoGlyph { Index = g.Index, X = g.X, Y = g.Y }).ToArray();
        var utf8 = Encoding.UTF8.GetBytes(run.Text);
        var clusters = Clusters(run);
        var flags = run.RightToLeft ? CairoApi.ClusterBackward : 0;
        fixed (CairoGlyph* firstGlyph = glyphs)
        fixed (byte* firstByte = utf8)
        fixed (CairoCluster* firstCluster = clusters)
        {
            if (run.Halo is { } halo)
                PaintHalo(halo, firstGlyph, glyphs.Length);
            Source(run.Colour);
            if (run.IsDecoration)
                FillOutlines(firstGlyph, glyphs.Length);
            else
                CairoApi.ShowTextGlyphs(context, firstByte, utf8.Length, firstGlyph, glyphs.Length, firstCluster, clusters.Length, flags);
        }

        CairoApi.Restore(context);
    }

    private void PaintHalo(Casing halo, CairoGlyph* glyphs, int count)
    {
        CairoApi.NewPath(context);
        CairoApi.GlyphPath(context, glyphs, count);
        Source(halo.Colour);
        CairoApi.SetLineWidth(context, 2 * halo.Margin);
        CairoApi.SetLineJoin(context, (int)LineJoin.Round);
        CairoApi.SetDash(context, null, 0, 0);
        CairoApi.Stroke(context);
    }

    private void FillOutlines(CairoGlyph* glyphs, int count)
    {
        CairoApi.NewPath(context);
        CairoApi.GlyphPath(context, glyphs, count);
        CairoApi.SetFillRule(context, (int)FillRule.NonZero);
        CairoApi.Fill(context);
    }

    private static CairoCluster[] Clusters(GlyphRun run)
    {
        var clusters = new CairoCluster[run.Clusters.Count];
        var at = 0;
        for (var i = 0; i < clusters.Length; i++)
        {
            var (length, glyphs) = run.Clusters[i];
            clusters[i] = new CairoCluster { Bytes = Encoding.UTF8.GetByteCount(run.Text.AsSpan(at, length)), Glyphs = glyphs };
            at += length;
        }

        return clusters;
    }

    private Result PaintImage(ImageShape image)
    {
        using var bytes = new MemoryStream(image.Png.ToArray(), writable: false);
        using var reader = new NativeStream(bytes);
        using var picture = CairoApi.ImageSurfaceCreateFromPng(&NativeStream.Read, reader.Closure);
        if (CairoApi.SurfaceStatus(picture) != CairoApi.StatusSuccess)
            return new Error(RenderingErrors.PictureUnreadable);
        CairoApi.Save(context);
        CairoApi.Translate(context, image.Box.X, image.Box.Y);
        var (width, height) = (CairoApi.ImageSurfaceGetWidth(picture), CairoApi.ImageSurfaceGetHeight(picture));
        CairoApi.Scale(context, image.Box.Width / width, image.Box.Height / height);
        CairoApi.SetSourceSurface(context, picture, 0, 0);
        CairoApi.Paint(context);
        CairoApi.Restore(context);
        return Result.Done;
    }

    private Result PaintClipped(ClipShape clip, BoxMm visible, CancellationToken cancellationToken)
    {
        CairoApi.Save(context);
        Trace(clip.Clip);
        CairoApi.SetFillRule(context, (int)FillRule.EvenOdd);
        CairoApi.Clip(context);
        if (clip.Opacity < 1)
            CairoApi.PushGroup(context);
        var result = Paint(clip.Shapes, HatchMarks.Intersect(clip.Clip.Bounds(), visible), cancellationToken);
        if (clip.Opacity < 1)
        {
            CairoApi.PopGroupToSource(context);
            CairoApi.PaintWithAlpha(context, clip.Opacity);
        }

        CairoApi.Restore(context);
        return result;
    }

    private void Trace(MapPath path)
    {
        CairoApi.NewPath(context);
        for (var i = 0; i < path.RingCount; i++)
        {
            var ring = path.Ring(i);
            CairoApi.MoveTo(context, ring[0].X, ring[0].Y);
            for (var j = 1; j < ring.Length; j++)
                CairoApi.LineTo(context, ring[j].X, ring[j].Y);
            CairoApi.ClosePath(context);
        }
    }

    private void Trace(PagePath path)
    {
        CairoApi.NewPath(context);
        foreach (var step in path.Steps)
        {
            switch (step.Verb)
            {
                case PathVerb.Move:
                    CairoApi.MoveTo(context, step.End.X, step.End.Y);
                    break;
                case PathVerb.Line:
                    CairoApi.LineTo(context, step.End.X, step.End.Y);
                    break;
                case PathVerb.Curve:
                    CairoApi.CurveTo(context, step.Control1.X, step.Control1.Y, step.Control2.X, step.Control2.Y, step.End.X, step.End.Y);
                    break;
                case PathVerb.Close:
                    CairoApi.ClosePath(context);
                    break;
                default:
                    throw new InvalidOperationException($"No painter for {step.Verb}");
            }
        }
    }

    private void Source(Colour colour) =>
        CairoApi.SetSourceRgba(context, colour.Red / 255.0, colour.Green / 255.0, colour.Blue / 255.0, colour.Alpha / 255.0);
}
