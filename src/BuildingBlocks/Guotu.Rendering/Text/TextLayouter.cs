using System.Runtime.InteropServices;
using Guotu.Kernel.Results;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Text;

/// <summary>
/// Breaks and measures text with pango (排版): Unicode line breaking with the Chinese rules for punctuation at line ends.
/// One layouter belongs to one thread. What it cannot print it adds to the refusals and goes on, so that a user learns of
/// every bad character at once.
/// </summary>
internal sealed unsafe class TextLayouter : IDisposable
{
    /// <summary>Device units in a millimetre: fine enough that an older pango, which rounds to whole units, agrees.</summary>
    private const double DevicePerMillimetre = 100;
    private const double UnitsPerMillimetre = DevicePerMillimetre * PangoApi.UnitsPerDevice;
    private const double Unbroken = 10_000;

    /// <summary>28 characters of 156/28 mm fill 156 mm although each is rounded to pango's unit.</summary>
    private const double WidthTolerance = 0.01;

    private readonly FontStack _fonts;
    private readonly ICollection<Error> _refusals;
    private readonly PangoContext _context;
    private bool _isReturned;

    internal TextLayouter(FontStack fonts, ICollection<Error> refusals)
    {
        _fonts = fonts;
        _refusals = refusals;
        _context = PangoContext.Borrow();
    }

    public void Dispose()
    {
        if (_isReturned)
            return;
        _isReturned = true;
        PangoContext.GiveBack(_context);
    }

    /// <summary>Lines of at most the width in millimetres; never empty.</summary>
    internal IReadOnlyList<TextLine> Lay(Paragraph paragraph, double width)
    {
        var text = new SpannedText(paragraph, _refusals);
        var largest = paragraph.Spans.Count == 0 ? 0 : paragraph.Spans.Max(s => s.Style.Size);
        var pitch = paragraph.Style.LinePitch ?? (largest * paragraph.Style.LineSpacing);
        var indent = paragraph.Spans.Count == 0 ? 0 : paragraph.Style.FirstLineIndent * paragraph.Spans[0].Style.Size;
        using var layout = PangoApi.LayoutNew(_context.Handle);
        using var attributes = Attributes(text);
        PangoApi.LayoutSetAutomaticDirection(layout, 0);
        PangoApi.LayoutSetWrap(layout, PangoApi.WrapWordOrCharacter);
        PangoApi.LayoutSetWidth(layout, (int)((width + WidthTolerance) * UnitsPerMillimetre));
        PangoApi.LayoutSetIndent(layout, (int)(indent * UnitsPerMillimetre));
        fixed (byte* utf8 = text.Utf8)
            PangoApi.LayoutSetText(layout, utf8, text.Utf8.Length);
        PangoApi.LayoutSetAttributes(layout, attributes);
        var drafts = Drafts(layout, text, width);
        if (PangoApi.LayoutGetUnknownGlyphs(layout) > 0 && _refusals.All(r => r.Code != RenderingErrors.MissingGlyph))
            throw new InvalidOperationException("pango counts unknown glyphs that the runs do not show");
        return [.. drafts.Select(d => LineAssembler.Assemble(d, paragraph.Style, pitch, largest))];
    }

    /// <summary>One unbroken line, its runs starting at x = 0, with the pitch given by the size alone.</summary>
    internal TextLine LaySingle(string text, TextStyle style)
    {
        var setting = new ParagraphStyle { Alignment = TextAlignment.Left, LineSpacing = 1 };
        return Lay(new Paragraph([new TextSpan(text.Replace('\n', ' '), style)], setting), Unbroken)[0];
    }

    private AttributeListHandle Attributes(SpannedText text)
    {
        var list = PangoApi.AttributeListNew();
        var index = (ushort)0;
        foreach (var (start, end, style) in text.Spans)
        {
            var role = _fonts.Resolve(style.Font);
            using var description = PangoApi.FontDescriptionNew();
            PangoApi.FontDescriptionSetFamily(description, role.Families);
            PangoApi.FontDescriptionSetWeight(description, (int)(style.Weight == FontWeight.OfRole ? role.Weight : style.Weight));
            PangoApi.FontDescriptionSetAbsoluteSize(description, style.Size * UnitsPerMillimetre);
            Insert(list, PangoApi.FontDescriptionAttribute(description), start, end);
            if (style.LetterSpacing != 0)
                Insert(list, PangoApi.LetterSpacingAttribute((int)(style.LetterSpacing * UnitsPerMillimetre)), start, end);

            // A foreground of its own keeps pango from joining two spans into one run; our colours go with the run.
            Insert(list, PangoApi.ForegroundAttribute(index++, 0, 0), start, end);
        }

        return list;
    }

    private static void Insert(AttributeListHandle list, PangoAttribute* attribute, int start, int end)
    {
        attribute->Start = (uint)start;
        attribute->End = (uint)end;
        PangoApi.AttributeListInsert(list, attribute);
    }

    private List<LineDraft> Drafts(GObjectHandle layout, SpannedText text, double width)
    {
        var drafts = new List<LineDraft>();
        using var iterator = PangoApi.LayoutGetIterator(layout);
        var runs = new List<ShapedRun>();
        var indent = 0.0;
        do
        {
            var run = PangoApi.LayoutIteratorGetRun(iterator);
            if (run is not null)
            {
                indent = runs.Count == 0 ? LeftOf(iterator) : indent;
                runs.Add(Shape(run, text));
                continue;
            }

            // pango ends every line with an empty run.
            var line = PangoApi.LayoutIteratorGetLine(iterator);
            var end = line->StartIndex + line->Length;
            drafts.Add(new LineDraft(runs, width, runs.Count == 0 ? 0 : indent, end >= text.Utf8.Length || text.Utf8[end] == '\n'));
            runs = [];
        }
        while (PangoApi.LayoutIteratorNextRun(iterator) != 0);
        return drafts;
    }

    private static double LeftOf(LayoutIteratorHandle iterator)
    {
        PangoRectangle logical;
        PangoApi.LayoutIteratorGetRunExtents(iterator, null, &logical);
        return logical.X / UnitsPerMillimetre;
    }

    private ShapedRun Shape(PangoRun* run, SpannedText text)
    {
        var item = run->Item;
        var runEnd = item->Offset + item->Length;
        var rightToLeft = (item->Level & 1) != 0;
        var shaped = new ShapedRun(text.StyleAt(item->Offset), FaceOf(item->Font), text.Slice(item->Offset, runEnd), rightToLeft);
        var glyphs = run->Glyphs;
        var starts = new SortedSet<int>(new ReadOnlySpan<int>(glyphs->Clusters, glyphs->Count).ToArray()) { item->Length };
        for (var first = 0; first < glyphs->Count;)
        {
            var start = glyphs->Clusters[first];
            var last = first;
            while (last + 1 < glyphs->Count && glyphs->Clusters[last + 1] == start)
                last++;
            var end = starts.GetViewBetween(start + 1, item->Length).Min;
            var bytes = (Start: item->Offset + start, End: item->Offset + end);
            shaped.Clusters.Add(Cluster(new ReadOnlySpan<PangoGlyph>(glyphs->Glyphs + first, last - first + 1), text, bytes));
            first = last + 1;
        }

        return shaped;
    }

    private ShapedCluster Cluster(ReadOnlySpan<PangoGlyph> glyphs, SpannedText text, (int Start, int End) bytes)
    {
        var drawn = new List<Glyph>(glyphs.Length);
        var pen = 0.0;
        foreach (var glyph in glyphs)
        {
            if ((glyph.Index & PangoApi.GlyphUnknown) != 0 || glyph.Index == 0)
                RefuseMissing(text, bytes);
            else if (glyph.Index != PangoApi.GlyphEmpty)
                drawn.Add(new Glyph(glyph.Index, pen + (glyph.OffsetX / UnitsPerMillimetre), glyph.OffsetY / UnitsPerMillimetre));
            pen += glyph.Width / UnitsPerMillimetre;
        }

        return new ShapedCluster(text.Slice(bytes.Start, bytes.End), drawn, pen);
    }

    private void RefuseMissing(SpannedText text, (int Start, int End) bytes)
    {
        var characters = text.Slice(bytes.Start, bytes.End);
        var codePoints = string.Join(' ', characters.EnumerateRunes().Select(r => PrintableText.Name(r.Value)));
        _refusals.Add(new Error(
            RenderingErrors.MissingGlyph,
            ("character", characters),
            ("codePoint", codePoints),
            ("text", PrintableText.Quote(text.Text)),
            ("position", text.PositionAt(bytes.Start))));
    }

    private static FontFace FaceOf(nint font)
    {
        var pattern = GObjectApi.PointerProperty(font, "pattern");
        if (pattern == nint.Zero || FontconfigApi.PatternGetString(pattern, "file", 0, out var file) != 0)
            throw new InvalidOperationException("A font that pango chose has no file");
        _ = FontconfigApi.PatternGetInteger(pattern, "index", 0, out var index);
        _ = FontconfigApi.PatternGetBool(pattern, "embolden", 0, out var emboldened);
        _ = FontconfigApi.PatternGetString(pattern, "family", 0, out var family);
        return new FontFace(Marshal.PtrToStringUTF8(family) ?? string.Empty, Marshal.PtrToStringUTF8(file)!, index, emboldened != 0);
    }
}
