using Guotu.Kernel.Results;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>A part of a document with its own page setup (节); it begins a new page.</summary>
public sealed record DocumentSection(PageSetup Setup, IReadOnlyList<Block> Blocks)
{
    /// <summary>Most pages that the section may take, such as 1 for a certificate; null for any number.</summary>
    public int? PageLimit { get; init; }

    /// <summary>What the section is, for the refusal.</summary>
    public string What { get; init; } = "文书";
}

/// <summary>
/// Lays blocks out once into the page model (文书排版). Stateless apart from the fonts: safe to call from many threads, each call with
/// its own pango objects.
/// </summary>
public sealed class DocumentComposer(FontStack fonts)
{
    /// <summary>The document, or a refusal with all others found in the same pass. Page numbers run through all sections.</summary>
    public Result<PageDocument> Compose(DocumentInfo info, IReadOnlyList<DocumentSection> sections, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var libraries = RenderingLibraries.Check();
        if (!libraries.IsSuccess)
            return libraries.Error!;
        using var scope = new LayoutScope(fonts, cancellationToken);
        var laid = sections.Select(s => (s.Setup, Pages: Lay(scope, s))).ToList();
        var count = laid.Sum(s => s.Pages.Count);
        var pages = new List<Page>(count);
        foreach (var (setup, contents) in laid)
        {
            var furniture = new PageFurniture(scope, setup, count);
            foreach (var content in contents)
                pages.Add(furniture.Dress(content, pages.Count + 1));
        }

        return Finish(scope, new PageDocument(info, pages) { StandIns = fonts.StandIns });
    }

    public Result<PageDocument> Compose(
        DocumentInfo info, PageSetup setup, IReadOnlyList<Block> blocks, CancellationToken cancellationToken) =>
        Compose(info, [new DocumentSection(setup, blocks)], cancellationToken);

    /// <summary>
    /// The first of several settings of one document, roomy to tight, that keeps within its page limits; the last one's refusal where
    /// none does. Other refusals are answered at once.
    /// </summary>
    public Result<PageDocument> ComposeFirstThatFits(
        DocumentInfo info, IReadOnlyList<IReadOnlyList<DocumentSection>> settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfZero(settings.Count);
        Result<PageDocument> result = default;
        foreach (var sections in settings)
        {
            result = Compose(info, sections, cancellationToken);
            if (result.IsSuccess || result.Error!.Code != RenderingErrors.TooManyPages)
                break;
        }

        return result;
    }

    /// <summary>A figure alone on a page of its own size in millimetres, for previews.</summary>
    public Result<Page> ComposeFigure(IFigure figure, PageSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var libraries = RenderingLibraries.Check();
        if (!libraries.IsSuccess)
            return libraries.Error!;
        using var scope = new LayoutScope(fonts, cancellationToken);
        return Finish(scope, new Page(size, figure.Draw(scope, size.Width, size.Height)));
    }

    /// <summary>A document of one page that a figure fills from edge to edge, with the page's watermark and running lines: maps (单页图件).</summary>
    public Result<PageDocument> ComposeSheet(DocumentInfo info, PageSetup setup, IFigure figure, CancellationToken cancellationToken) =>
        ComposeSheets(info, setup, [figure], cancellationToken);

    /// <summary>As <see cref="ComposeSheet"/> for several pages; each figure is asked for when the one before is drawn, which may say whether it is needed.</summary>
    public Result<PageDocument> ComposeSheets(DocumentInfo info, PageSetup setup, IEnumerable<IFigure> figures, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(figures);
        var libraries = RenderingLibraries.Check();
        if (!libraries.IsSuccess)
            return libraries.Error!;
        using var scope = new LayoutScope(fonts, cancellationToken);
        var drawn = new List<IReadOnlyList<PageShape>>();
        foreach (var figure in figures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            drawn.Add(figure.Draw(scope, setup.Size.Width, setup.Size.Height));
        }

        var furniture = new PageFurniture(scope, setup, drawn.Count);
        return Finish(scope, new PageDocument(info, [.. drawn.Select((shapes, i) => furniture.Dress(shapes, i + 1))]) { StandIns = fonts.StandIns });
    }

    private static IReadOnlyList<IReadOnlyList<PageShape>> Lay(LayoutScope scope, DocumentSection section)
    {
        var area = section.Setup.TypeArea;
        var slices = section.Blocks.SelectMany(b => b.Slice(scope, new FlowSpace(area.Width, area.Height))).ToList();
        var pages = new Paginator(scope, area).Paginate(slices);
        if (pages.Count > section.PageLimit)
        {
            scope.Refuse(new Error(
                RenderingErrors.TooManyPages, ("what", section.What), ("pages", pages.Count), ("limit", section.PageLimit.Value)));
        }

        return pages;
    }

    private static Result<T> Finish<T>(LayoutScope scope, T value)
    {
        var refusals = scope.Refusals.Distinct(SameRefusal.Instance).ToList();
        return refusals.Count == 0 ? value : refusals[0] with { Others = [.. refusals.Skip(1)] };
    }

    /// <summary>A head that repeats on ten pages is one fault, not ten.</summary>
    private sealed class SameRefusal : IEqualityComparer<Error>
    {
        internal static readonly SameRefusal Instance = new();

        public bool Equals(Error? x, Error? y) => x?.ToString() == y?.ToString();

        public int GetHashCode(Error obj) => obj.ToString().GetHashCode(StringComparison.Ordinal);
    }
}
