namespace Guotu.Kernel.Errors;

/// <summary>One entry of the error catalogue.</summary>
/// <param name="Code">The registered code.</param>
/// <param name="Http">HTTP status of the RFC 9457 answer.</param>
/// <param name="Text">Chinese text: what happened and to which thing; <c>{name}</c> marks are filled from the arguments.</param>
/// <param name="WayOut">What the user can do.</param>
public sealed record ErrorEntry(string Code, int Http, string Text, string WayOut);
