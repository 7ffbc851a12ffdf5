using Guotu.Kernel.Results;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;
using Guotu.Rendering.Output;
using Guotu.Rendering.Raster;

namespace Guotu.Rendering.Maps;

/// <summary>The layer canvas on a picture: painted as it comes, one thread at a time but for <see cref="InBands"/>. The same calls and libraries give the same bytes.</summary>
public sealed unsafe class ImageCanvas : ILayerCanvas, IDisposable
{
    /// <summary>Greatest side of a picture in pixels.</summary>
    public const int LargestSide = 8_192;

    /// <summary>Pixels of a picture that is drawn whole without cairo's outlines; beyond it only in bands.</summary>
    private const int MostOwnPixels = 4 << 20;

    private const int BandsAProcessor = 2;
    private const int LeastBandRows = 32;
    private const int MostBandPixels = 1 << 20;

    private readonly SurfaceHandle _surface;
    private readonly ContextHandle _context;
    private readonly FontFaceCache _faces = FontFaceCache.Shared;
    private readonly CairoPainter _painter;
    private readonly Lazy<FlatPainter>? _flat;
    private readonly HatchMasks _hatches;
    private readonly List<MapLabel> _labels = [];
    private readonly List<(string Text, double X, double Y, TextSymbolizer Look)> _fixed = [];
    private bool _isOwnTurn;

    /// <param name="width">Pixels, 1 to <see cref="LargestSide"/>.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="ground">Null for a transparent picture.</param>
    public ImageCanvas(int width, int height, Colour? ground)
    {
        if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width}×{height} px is out of range");
        }

        (Width, Height) = (width, height);
        _surface = CairoApi.ImageSurfaceCreate(CairoApi.FormatArgb32, width, height);
        _context = CairoApi.Create(_surface);
        using var options = CairoApi.UnhintedFontOptions();
        CairoApi.SetFontOptions(_context, options);
        _painter = new CairoPainter(_context, _faces);
        _hatches = new HatchMasks(width, height);
        if (width * height <= MostOwnPixels)
        {
            _flat = new Lazy<FlatPainter>(() => new FlatPainter(Pixels(), width, new RowRange(0, height), _hatches));
        }

        if (ground is { } colour)
        {
            Source(colour);
            CairoApi.Paint(_context);
        }
    }

    public double Width { get; }

    public double Height { get; }

    public double StylePixel => 1;

    public double Finest => 0.5;

    private BoxMm Frame => new(0, 0, Width, Height);

    public void Polygon(MapPath path, PolygonSymbolizer look)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (_flat is null)
        {
            Cairo(path, look);
            return;
        }

        var isFlat = FlatPainter.Draws(look.Stroke);
        OwnTurn();
        _flat.Value.Polygon(path, isFlat ? look : look with { Stroke = null });
        if (!isFlat)
        {
            Outline(path, look.Stroke!);
        }
    }

    public void Outline(MapPath path, StrokeStyle stroke)
    {
        ArgumentNullException.ThrowIfNull(stroke);
        if (_flat is not null && FlatPainter.Draws(stroke))
        {
            OwnTurn();
            _flat.Value.Outline(path, stroke);
            return;
        }

        CairoTurn();
        Trace(path);
        CairoApi.SetLineJoin(_context, (int)stroke.Join);
        CairoApi.SetLineCap(_context, (int)stroke.Cap);
        CairoApi.SetLineWidth(_context, stroke.Width);
        var dashes = stroke.Dashes.ToArray();
        fixed (double* first = dashes)
        {
            CairoApi.SetDash(_context, first, dashes.Length, 0);
        }

        Source(stroke.Colour);
        CairoApi.Stroke(_context);
    }

    /// <summary>
    /// Lets several threads draw at once, each on rows of its own, what <see cref="ImageBand.Draws"/> says; a band takes part of the rows only, whatever
    /// is drawn on it. The first refusal from the top is the answer.
    /// </summary>
    public Result InBands(Func<ImageBand, Result> draw, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var rows = BandRows();
        var results = new Result[(((int)Height - 1) / rows) + 1];
        OwnTurn();
        var pixels = Pixels();
        Parallel.For(0, results.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) }, i =>
        {
            var range = new RowRange(i * rows, Math.Min((int)Height, (i + 1) * rows));
            using var painter = new FlatPainter(pixels, (int)Width, range, _hatches);
            results[i] = draw(new ImageBand(painter, this, range));
        });
        return Array.Find(results, r => !r.IsSuccess);
    }

    public void Mark(double x, double y, PointSymbolizer look)
    {
        ArgumentNullException.ThrowIfNull(look);
        CairoTurn();
        var shape = new PathShape(ScaledLook.Mark(x, y, look, 1)) { Fill = new FillStyle(look.Fill), Stroke = look.Stroke };
        _painter.PaintOne(shape, Frame);
    }

    /// <summary>Whole pixels over what is there, as cells of a raster give them.</summary>
    /// <param name="pixels">Row by row, <c>AARRGGBB</c> with the colours multiplied by the opacity.</param>
    /// <param name="left">Pixel of the canvas that the first one lies on.</param>
    public void Pixels(ReadOnlySpan<int> pixels, int width, int left, int top)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length % width, 0);
        CairoTurn();
        fixed (int* first = pixels)
        {
            using var picture = CairoApi.ImageSurfaceCreateForData((byte*)first, CairoApi.FormatArgb32, width, pixels.Length / width, width * sizeof(int));
            CairoApi.SetSourceSurface(_context, picture, left, top);
            CairoApi.Paint(_context);
            // The context lets the borrowed pixels go.
            Source(Colour.Black);
            CairoApi.SurfaceFinish(picture);
        }
    }

    /// <summary>Whether nothing was drawn yet on a transparent picture.</summary>
    public bool IsBlank()
    {
        OwnTurn();
        return !new ReadOnlySpan<uint>(Pixels(), (int)Width * (int)Height).ContainsAnyExcept(0u);
    }

    public void Label(MapLabel label) => _labels.Add(label);

    /// <summary>Words at a place whatever lies there, for legends: left edge and baseline box top.</summary>
    public void Words(string text, double x, double y, TextSymbolizer look) => _fixed.Add((text, x, y, look));

    /// <summary>The PNG, or the refusal of a character that no font has.</summary>
    public Result<byte[]> Finish()
    {
        var labels = LabelPlacing.Place(_labels, Frame, StylePixel);
        if (labels.Error is { } refused)
        {
            return refused;
        }

        var words = FixedWords.Lay(_fixed);
        if (words.Error is { } unprintable)
        {
            return unprintable;
        }

        CairoTurn();
        foreach (var run in labels.Value.Concat(words.Value))
        {
            _painter.PaintOne(run, Frame);
        }

        CairoStatus.Check(CairoApi.Status(_context), null);
        OwnTurn();
        return PngEncoder.Encode(Pixels(), (int)Width, (int)Height);
    }

    public void Dispose()
    {
        if (_flat is { IsValueCreated: true })
        {
            _flat.Value.Dispose();
        }

        _context.Dispose();
        _surface.Dispose();
    }

    /// <summary>What of a polygon is cairo's: pictures too large for a coverage buffer of their own.</summary>
    private void Cairo(MapPath path, PolygonSymbolizer look)
    {
        CairoTurn();
        if (look.Fill?.Colour is { } colour)
        {
            Trace(path);
            Source(colour);
            CairoApi.SetFillRule(_context, (int)FillRule.EvenOdd);
            CairoApi.Fill(_context);
        }

        if (look.Fill?.Hatch is { } hatch)
        {
            Trace(path);
            CairoApi.SetFillRule(_context, (int)FillRule.EvenOdd);
            var (left, top, right, bottom) = path.Bounds();
            _painter.PaintHatchInTrace(new BoxMm(left, top, right - left, bottom - top), hatch, Frame);
        }

        if (look.Stroke is { } stroke)
        {
            Outline(path, stroke);
        }
    }

    private uint* Pixels() => (uint*)CairoApi.ImageSurfaceGetData(_surface);

    private void OwnTurn()
    {
        if (!_isOwnTurn)
        {
            CairoApi.SurfaceFlush(_surface);
            _isOwnTurn = true;
        }
    }

    private void CairoTurn()
    {
        if (_isOwnTurn)
        {
            CairoApi.SurfaceMarkDirty(_surface);
            _isOwnTurn = false;
        }
    }

    /// <summary>Rows of a band: a few bands a processor, so that dense ones are shared out, and a bounded buffer each.</summary>
    private int BandRows()
    {
        var shared = ((int)Height + (BandsAProcessor * Environment.ProcessorCount) - 1) / (BandsAProcessor * Environment.ProcessorCount);
        return Math.Clamp(shared, Math.Min(LeastBandRows, (int)Height), Math.Max(1, MostBandPixels / (int)Width));
    }

    private void Trace(MapPath path)
    {
        CairoApi.NewPath(_context);
        for (var i = 0; i < path.RingCount; i++)
        {
            var ring = path.Ring(i);
            CairoApi.MoveTo(_context, ring[0].X, ring[0].Y);
            for (var j = 1; j < ring.Length; j++)
            {
                CairoApi.LineTo(_context, ring[j].X, ring[j].Y);
            }

            CairoApi.ClosePath(_context);
        }
    }

    private void Source(Colour c) => CairoApi.SetSourceRgba(_context, c.Red / 255.0, c.Green / 255.0, c.Blue / 255.0, c.Alpha / 255.0);
}
