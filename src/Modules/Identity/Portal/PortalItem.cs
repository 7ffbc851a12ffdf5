namespace Guotu.Identity.Portal;

/// <summary>A page in an assembly (门户装配的一项): where it stands follows from its place in the list.</summary>
/// <param name="Key">Key of the page in the compiled registry.</param>
/// <param name="Hidden">Not in the menu; its address still works for who has the right.</param>
/// <param name="Title">Another name; null for its own.</param>
public sealed record PortalItem(string Key, bool Hidden, string? Title);
