using Guotu.Kernel.Results;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>
/// What a block or figure lays itself out with (排版环境): measured text, and the list of refusals. A refusal does not stop the
/// layout, so that every fault of a document is named at once; a document with refusals is never handed out.
/// </summary>
public sealed class LayoutScope : IDisposable
{
    private readonly List<Error> _refusals = [];
    private readonly TextLayouter _layouter;

    internal LayoutScope(FontStack fonts, CancellationToken cancellationToken)
    {
        _layouter = new TextLayouter(fonts, _refusals);
        CancellationToken = cancellationToken;
    }

    public CancellationToken CancellationToken { get; }

    internal IReadOnlyList<Error> Refusals => _refusals;

    public void Dispose() => _layouter.Dispose();

    public void Refuse(Error error) => _refusals.Add(error);

    /// <summary>Lines of a paragraph at most the width in millimetres.</summary>
    public IReadOnlyList<TextLine> Lines(Paragraph paragraph, double width)
    {
        CancellationToken.ThrowIfCancellationRequested();
        return _layouter.Lay(paragraph, width);
    }

    /// <summary>One unbroken line; its runs lie below y = 0.</summary>
    public TextLine Line(string text, TextStyle style) => _layouter.LaySingle(text, style);

    /// <summary>One unbroken line whose top edge is at the point; the alignment says which end of the line the point is.</summary>
    public IEnumerable<GlyphRun> TextAt(string text, TextStyle style, PointMm top, TextAlignment alignment)
    {
        var line = Line(text, style);
        var shift = alignment switch
        {
            TextAlignment.Centre => line.Width / 2,
            TextAlignment.Right => line.Width,
            _ => 0,
        };
        return line.Runs.Select(run => (GlyphRun)run.MovedBy(new PointMm(top.X - shift, top.Y)));
    }
}
