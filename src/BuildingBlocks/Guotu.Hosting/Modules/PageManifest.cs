namespace Guotu.Hosting.Modules;

/// <summary>A page of the web application as its module registers it (页面清单); the portal shows what the caller may open.</summary>
/// <param name="Key">Stable key, such as <c>biz.todo</c>.</param>
/// <param name="Part">Key of the portal part it stands in: home, map, biz, res, apps, me, guide, ex, adm.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Route">Route of the page.</param>
/// <param name="Permission">Permission that opens it; null for everyone who is signed in.</param>
/// <param name="Place">Order within the part.</param>
public sealed record PageManifest(string Key, string Part, string Title, string Route, string? Permission, int Place);

/// <summary>A widget of the home page as its module registers it (首页部件).</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Column">1 or 2.</param>
/// <param name="Permission">Permission that shows it; null for everyone who is signed in.</param>
/// <param name="Place">Order within the column.</param>
public sealed record WidgetManifest(string Key, int Column, string? Permission, int Place);

/// <summary>A kind of audit record with the name the auditor reads (审计事项).</summary>
/// <param name="Code">As in <c>AuditEntry.Kind</c>, or the name of a command that may be refused.</param>
/// <param name="Title">Chinese name.</param>
public sealed record AuditKind(string Code, string Title);
