using Guotu.Kernel.Time;

namespace Guotu.Rendering.Model;

/// <summary>What a document says about itself (文档元数据); the dates come from the caller, so that writing is repeatable.</summary>
public sealed record DocumentInfo(string Title, Instant CreatedAt)
{
    public string Author { get; init; } = string.Empty;

    public string Subject { get; init; } = string.Empty;

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string Creator { get; init; } = "Guotu 国土";
}

/// <summary>A laid-out page: size and shapes in millimetres, painted in order.</summary>
public sealed record Page(PageSize Size, IReadOnlyList<PageShape> Shapes)
{
    /// <summary>Places that a later step fills, such as a seal's.</summary>
    public IEnumerable<PlaceMark> Places => Shapes.OfType<PlaceMark>();
}

/// <summary>A document laid out once (版式文档): PDF, OFD and previews are all written from it.</summary>
public sealed record PageDocument(DocumentInfo Info, IReadOnlyList<Page> Pages)
{
    /// <summary>Font roles for which the wanted family is not installed and another stood in.</summary>
    public IReadOnlyList<FontStandIn> StandIns { get; init; } = [];

    /// <summary>The first place of the name and the page it is on, counted from 1; null where the document has none.</summary>
    public (int PageNumber, BoxMm Box)? FindPlace(string name)
    {
        for (var i = 0; i < Pages.Count; i++)
        {
            if (Pages[i].Places.FirstOrDefault(p => p.Name == name) is { } place)
                return (i + 1, place.Box);
        }

        return null;
    }
}

/// <summary>A font used in place of the one the standard names (替代字体), kept in the record of the document.</summary>
public sealed record FontStandIn(string Role, string Wanted, string Used);
