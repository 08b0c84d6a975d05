/** Makes the guide: Markdown for a forge, and a site that needs no network, out of the samples. */
package dev.towpath.guide;
